"""Facts read from postings: by evidence only, with the traps that real postings set."""

import pytest

from jobboard.domain.inference import infer, is_customer_service

TITLE = "Customer Service Representative"


def _from(description="", **fields):
    return infer({"title": TITLE, "description": description, **fields})


def test_an_empty_posting_shows_nothing():
    assert infer({}).values() == {}
    assert infer({}).how == {}


@pytest.mark.parametrize(
    "odd",
    [
        {"title": None, "description": 7, "jobLocation": "??", "baseSalary": []},
        {"jobLocation": [None], "hiringOrganization": "Acme", "employmentType": {"a": 1}},
        {"baseSalary": {"value": None}, "salaryRaw": "9-Dec", "customerService": "yes"},
    ],
)
def test_odd_fields_do_no_harm(odd):
    infer(odd)
    is_customer_service(odd)


def test_every_value_says_how_it_was_found():
    found = _from("You will answer calls and emails from patients.", employmentType="PART_TIME")
    assert set(found.how) == set(found.values())
    assert found.how["hours"] == "field: employmentType"
    assert found.how["channels"].startswith("text: answer calls")


class TestRole:
    @pytest.mark.parametrize(
        ("title", "family"),
        [
            ("Customer Service Rep", "customer-service"),
            ("CSR", "customer-service"),
            ("CUSTOMER SERVICES REP( FULL TIME POSITION)", "customer-service"),
            ("Customer Service Representative (Call Centre)", "contact-centre"),
            ("Contact Center Representatives", "contact-centre"),
            ("Help Desk Level 1 Representative", "help-desk"),
            ("Helpdesk Analyst", "help-desk"),
            ("Customer Success/Support Engineer", "client-success"),
            ("Receptionist/ Admin", "front-desk"),
            ("Key Account Manager", "account-management"),
            ("Civil Engineer 2", None),
        ],
    )
    def test_family_comes_from_the_title(self, title, family):
        assert infer({"title": title}).role_family == family

    def test_family_falls_back_to_the_function_field(self):
        found = infer({"title": "Print Associate", "function": "Customer Service"})
        assert (found.role_family, found.how["role_family"]) == (
            "customer-service",
            "field: function",
        )

    @pytest.mark.parametrize(
        ("title", "rung"),
        [
            ("Customer Service Team Lead", "team-lead"),
            ("Call Center Supervisor", "team-lead"),
            ("Customer Service Manager (Part-time)", "manager"),
            ("Assistant Manager, Guest Services", "team-lead"),
            ("Director of Technical Support", "manager"),
            ("Senior Service Desk Agent", "senior"),
            ("Call Center Representative", "representative"),
            ("Help Desk Specialist", "specialist"),
            ("Customer Service Apprenticeship", "associate"),
            ("Call Center Quality Analyst", "quality-analyst"),
            ("Customer Service Trainer", "trainer"),
        ],
    )
    def test_rung_comes_from_the_title(self, title, rung):
        assert infer({"title": title}).level == rung

    @pytest.mark.parametrize("title", ["Customer Success Manager", "Account Manager"])
    def test_managing_accounts_is_not_managing_people(self, title):
        assert infer({"title": title}).level != "team-lead"
        assert infer({"title": "Account Manager"}).level is None

    def test_generating_leads_is_not_leading(self):
        assert infer({"title": "Lead Generation Call Center Agent"}).level == "associate"

    def test_the_title_outranks_the_experience_field(self):
        posting = {"title": TITLE, "experienceLevel": "Entry level"}
        assert infer(posting).level == "representative"
        assert infer({**posting, "title": "Customer care"}).level == "associate"


class TestIsCustomerService:
    @pytest.mark.parametrize(
        "title", ["Call Center Agent", "receptionist", "IT Help Desk Technician", "CSR - nights"]
    )
    def test_role_words_in_the_title_are_enough(self, title):
        belongs, reason = is_customer_service({"title": title})
        assert belongs
        assert reason.startswith("title:")

    @pytest.mark.parametrize("title", ["Civil Engineer", "Nurse", "Warehouse Associate", ""])
    def test_other_titles_are_not(self, title):
        assert is_customer_service({"title": title})[0] is False

    def test_the_postings_own_function_counts(self):
        assert is_customer_service({"title": "RMA Coordinator", "function": "Customer Service"})[0]

    def test_another_trade_in_the_title_outweighs_the_function(self):
        belongs, reason = is_customer_service(
            {"title": "Bicycle Courier", "function": "Customer Service"}
        )
        assert not belongs
        assert "courier" in reason

    def test_titles_shared_with_sales_need_a_second_witness(self):
        assert not is_customer_service({"title": "Account Manager"})[0]
        assert is_customer_service({"title": "Account Manager", "function": "Customer Service"})[0]

    def test_a_wide_function_counts_only_where_people_are_served(self):
        wide = "Constituent Services & Community Programs"
        posting = {"title": "Community Assistant", "function": wide}
        assert not is_customer_service({**posting, "description": "Reviews budgets."})[0]
        serving = {**posting, "description": "Responds to inquiries from the public."}
        assert is_customer_service(serving)[0]


class TestArrangement:
    @pytest.mark.parametrize(
        "text",
        [
            "This is a work from home position.",
            "You will be working from your home.",
            "We hire home-based agents.",
            "This role is 100% remote.",
            "A virtual position for two people.",
            "WFH, any shift.",
        ],
    )
    def test_remote_in_so_many_words(self, text):
        assert _from(text).arrangement == "remote"

    @pytest.mark.parametrize(
        "text",
        [
            "This is not a remote position.",
            "Telecommuting is not available.",
            "No work from home.",
            "You must work on site.",
        ],
    )
    def test_saying_no_to_home_work(self, text):
        assert _from(text).arrangement in ("on-site", None)
        assert _from(text).arrangement != "remote"

    @pytest.mark.parametrize(
        "text",
        [
            "Provide remote assistance to users.",
            "Support our remote offices and virtual machines.",
            "Anywhere our customers need us.",
            "We offer occasional work from home after a year.",
            "You may have the option to work from home.",
        ],
    )
    def test_words_that_only_sound_remote(self, text):
        assert _from(text).arrangement is None

    def test_hybrid_needs_days_or_the_word(self):
        assert _from("Three days a week in the office, the rest at home.").arrangement == "hybrid"
        assert _from("A hybrid schedule from the start.").arrangement == "hybrid"

    def test_the_telecommute_field_wins(self):
        found = _from("Join our office.", jobLocationType="TELECOMMUTE")
        assert (found.arrangement, found.how["arrangement"]) == ("remote", "field: jobLocationType")

    @pytest.mark.parametrize(
        ("text", "arrangement"),
        [
            ("Candidates who are able to be at the call center and work any shift.", "on-site"),
            ("You sell products in an inbound sales center.", "on-site"),
            ("Report to our office each day.", "on-site"),
            ("One year of experience in a call center.", "remote"),
            ("Work remotely. Sometimes you come to the office.", "remote"),
        ],
    )
    def test_being_sent_to_a_workplace_outweighs_the_telecommute_field(self, text, arrangement):
        assert _from(text, jobLocationType="TELECOMMUTE").arrangement == arrangement

    def test_a_town_without_telecommuting_is_a_workplace(self):
        place = {"address": {"addressLocality": "Tulsa", "addressRegion": "OK"}}
        assert _from(jobLocation=[place]).arrangement == "on-site"
        nowhere = {"address": {"addressCountry": "US"}}
        assert _from(jobLocation=[nowhere]).arrangement is None

    def test_home_office_needs_are_read_for_remote_work_only(self):
        text = "A quiet workspace, a headset and an ethernet connection."
        remote = _from(text, jobLocationType="TELECOMMUTE")
        assert remote.home_office == ("wired-internet", "quiet-room", "own-headset")
        assert _from(text).home_office is None


class TestTerms:
    @pytest.mark.parametrize(
        ("said", "hours"), [("FULL_TIME", "full-time"), ("PART_TIME", "part-time")]
    )
    def test_hours_from_the_employment_type(self, said, hours):
        assert _from(employmentType=said).hours == hours
        assert _from(employmentType=["TEMPORARY", said]).hours == hours

    def test_hours_in_the_title_outrank_the_field(self):
        found = infer({"title": f"{TITLE} - Part Time", "employmentType": "FULL_TIME"})
        assert found.hours == "part-time"

    @pytest.mark.parametrize(
        "text",
        [
            "Two years of satisfactory full-time experience.",
            "Four years of progressively responsible full-time work.",
            "Suits full-time students.",
        ],
    )
    def test_full_time_elsewhere_says_nothing_of_this_job(self, text):
        assert _from(text).hours is None

    @pytest.mark.parametrize(
        ("text", "contract"),
        [
            ("A 6 month contract.", "fixed-term"),
            ("This is a temporary position.", "temporary-or-seasonal"),
            ("This is a permanent position.", "permanent"),
            ("It could lead to a permanent position.", None),
            ("Candidates must be permanent in their civil service title.", None),
            ("Assure compliance with contract terms.", None),
        ],
    )
    def test_contract(self, text, contract):
        assert _from(text).contract == contract

    def test_a_contractor_is_one_only_when_called_so(self):
        assert _from("You will be an independent contractor.").employment_status == (
            "independent-contractor"
        )
        assert _from("You are not an independent contractor.").employment_status is None
        assert _from("Work with contractors on site.").employment_status is None
        vague = {"employmentType": "CONTRACTOR", "employmentTypeRaw": "Contract"}
        assert _from(**vague).employment_status is None

    def test_employer_kind(self):
        assert _from("Our client is looking for agents.").employer_kind == "staffing-agency"
        assert _from(industry="Outsourcing/Offshoring").employer_kind == "outsourcer"
        assert _from("Work in the in-house print shop.").employer_kind is None


class TestIndustry:
    @pytest.mark.parametrize(
        ("field", "industry"),
        [
            ("Hospital & Health Care", "healthcare"),
            ("Information Technology and Services", "technology"),
            ("Leisure, Travel & Tourism", "travel"),
            ("Banking", "finance"),
            ("Oil & Energy", "utilities"),
            ("Fishery", "other"),
            ("Consumer Services", None),
        ],
    )
    def test_the_field_is_mapped(self, field, industry):
        assert _from(industry=field).industry == industry

    def test_a_government_employer_is_public(self):
        employer = {"@type": "GovernmentOrganization", "name": "Water Board"}
        assert _from(hiringOrganization=employer).industry == "public-sector"

    def test_text_must_dwell_on_one_industry(self):
        about = "We run hotels and restaurants, and a resort by the lake."
        assert _from(hiringOrganization={"description": about}).industry == "hospitality"
        assert _from("Benefits include health, dental and vision insurance.").industry is None
        assert _from("You must be willing to travel.").industry is None


class TestChannels:
    @pytest.mark.parametrize(
        ("text", "channels"),
        [
            ("Answer phones and greet visitors.", ("phone", "in-person")),
            ("Help customers via phone, email and chat.", ("phone", "email", "live-chat")),
            ("Reply to customers on social media.", ("social-media",)),
            ("You will write and update our FAQ.", ("self-service-content",)),
            ("Take inbound calls all day.", ("phone",)),
        ],
    )
    def test_channels_of_the_work(self, text, channels):
        assert _from(text).channels == channels

    @pytest.mark.parametrize(
        "text",
        [
            "No phone work.",
            "Phone work is not required.",
            "Write down the customer's phone number.",
            "Email us your resume.",
            "Send your CV to #EMAIL_0e92123d# or call us.",
            "The first step is a phone interview.",
            "Proficient with email, Microsoft Office and instant messaging.",
            "Sell smart phones and cell phone plans to customers.",
            "Read our FAQ before you apply.",
            "Apply in person.",
            "Moderate kick-off calls of the campaign.",
            "Perks include a phone and free snacks.",
        ],
    )
    def test_words_that_are_no_channel_of_the_work(self, text):
        assert _from(text).channels is None

    def test_not_only_is_no_denial(self):
        assert _from("Help customers not only by phone but also by email.").channels == (
            "phone",
            "email",
        )

    def test_one_channel_is_the_main_one(self):
        assert _from("Answer inbound calls.").main_channel == "phone"

    def test_the_title_names_the_main_channel(self):
        found = infer({"title": "Live chat agent", "description": "Some inbound calls."})
        assert found.main_channel == "live-chat"

    def test_even_channels_have_no_main_one(self):
        assert _from("Help customers by phone and by email.").main_channel is None


class TestCustomersAndDuties:
    @pytest.mark.parametrize(
        ("text", "customers"),
        [
            ("Greet patients and answer their questions.", ("patients-and-families",)),
            ("Support small business owners.", ("business-clients",)),
            ("Answer member inquiries about plans.", ("members",)),
            ("Welcome guests at the desk.", ("guests",)),
            ("Work well with team members.", None),
            ("Assist members of the sales team.", None),
            ("Our employees love it here.", None),
            ("Serve our clients.", None),
        ],
    )
    def test_customers(self, text, customers):
        assert _from(text).customers == customers

    @pytest.mark.parametrize(
        ("text", "duty"),
        [
            ("Respond to customer inquiries.", "answer-inquiries"),
            ("Resolve customer complaints with care.", "resolve-complaints"),
            ("Process orders and payments.", "process-orders"),
            ("Schedule appointments for four clinics.", "schedule-appointments"),
            ("Help customers with returns.", "returns-and-refunds"),
            ("Make outbound calls to late payers.", "reach-out-proactively"),
            ("RESPONSIBILITIESTroubleshoot router faults.", "troubleshoot"),
        ],
    )
    def test_duties(self, text, duty):
        assert duty in _from(text).duties

    @pytest.mark.parametrize(
        "text",
        ["Prepare tax returns.", "No cold calling.", "Ensure campaign billing is complete."],
    )
    def test_what_is_no_duty(self, text):
        assert _from(text).duties is None
