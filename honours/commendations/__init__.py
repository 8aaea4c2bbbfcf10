"""Commendations: editions, nominations and slates, the climb, the decision, the honours roll."""
