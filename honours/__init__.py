"""Honours: the register, clean-up and conduct of appraisals and commendations."""
