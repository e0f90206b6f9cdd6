"""Words that are no slip, though one letter away from a word of the trade.

Who types one of these means it: other work, other things, other names. What stands here is
never silently taken for another word. Words that stand in a listing need not be here.
"""

from __future__ import annotations

_WORDS = """
apple arcade baker bakers banner barber barbers basher beaker binder boarder boomer boxer braker
breaker broker builder butcher butler cabinet caddie caddy caller candle candles carpenter caterer
caterers caving cheaper chef chefs chess choir cleaner cleaners clerks closer cobbler cocktail
coder coders coke cooker cool coral corner costume costumes cottage couch counselling count couple
course cover creche cricket culture custard custom customs dancer dancers dealer dealers dean deck
denial dentist desert designer dessert diver divers docker dollar dome driven drone dusk dust
editor expect export farmer farmers ferry fiber filer filler fisher fisherman fitter flight
flights florist flour forester former fraught frost fuel gardener gardeners gasket glass glazier
golden gravel grocer groom grower guess harvest hatch hatter healer hearth heating helper helpers
herald hostel hostels hunter hunters ironing janitor jeweler joiner judge judges keeper keepers
kitten laborer lather lawn lawyer lawyers leaner lender lever linen liner liners loader loaders
logger logo lounge maid maids mailer marker market marketer mason mechanic medal mental mentor
metal miner miners minister mint mixer modal mode model models mover movers music musical nannies
nanny nurse nurses officiant organist packet painter painters palace pantry parcels parking pastor
pastry patent patents pause peach pension phase phony photo physical picker pickers pilot pilots
pitcher plane planer plant planter plumber plumbers poet polishing porter porters posture potter
preacher priest prince printer printers prison producer protect purse racer ranger reader realtor
recital rental repair repairs rescue retain retriever rider riders rigger roller roofer roofers
rover sailor sailors sander sanding sculptor sculptors seal sealer seamstress shed sheep shelf
shell sheriff shipper singer singers skier sleeper smoker soccer social soldier soldiers spanner
stable stager stale starter stitcher stone stripper stunt surfer surgeon surgeons swimmer tailor
tailors tanker tanner taster teacher teachers temple tenant tenants tender tiler tiller timber
tracker tractor trailer trapper travels treasurer trucker truckers trucks tuner tutor tutors
undertaker usher valet vendor vet vets viola violin voicing waiting walker walkers warden washer
washers wealth weaver weekday weekdays welder welders whale worship wrestler writer writers yoga
"""

# What people say of their own lives: meant so surely that another word is not even offered.
_LIVES = """
afternoon anxiety asylum autism baby blind brother brothers child children citizen citizens
citizenship dad daughter dads deaf disabled disability evening evenings father fathers felon felons
felony grandparents holiday holidays husband immigrant immigrants kids maternity mom moms morning
mornings mother mothers parent parents parole passport paternity permit permits pregnancy pregnant
refugee refugees retired retiree retirees senior seniors sister sisters student students summer
teen teenager teenagers teens veteran veterans visa visas wheelchair wife winter
"""
OWN_LIVES = frozenset(_LIVES.split())
ORDINARY = frozenset(_WORDS.split()) | OWN_LIVES
