"""How the platform is run: embedded servers, the edge, images, runbooks."""
