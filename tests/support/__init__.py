"""What tests stand on: servers, browsers, a strict client. Nothing here asserts the product."""
