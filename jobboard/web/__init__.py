"""HTTP: what every area shares stands here, and each area in a package of its own."""
