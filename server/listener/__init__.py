"""The listener: connections, their deadlines, bounds and turns, in front of the application."""
