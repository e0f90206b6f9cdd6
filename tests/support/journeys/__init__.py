"""What people do on the pages of the site, for the journeys: each page by roles and labels."""
