"""Reading what forms say into words of the room."""
