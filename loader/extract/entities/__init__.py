"""Who and what a story names: states, bodies, people, threats, places."""
