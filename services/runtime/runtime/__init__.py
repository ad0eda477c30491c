"""What runs inside every service image: a supervisor, its health endpoint, and the workers that serve an ASGI app."""
