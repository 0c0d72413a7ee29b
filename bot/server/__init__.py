"""The one-process server: Rasa, the actions, the page and the health check together."""
