"""The steps of posting a listing: one small form each, and the views they share."""
