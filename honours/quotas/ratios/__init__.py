"""Who may be how many: ratio rules in six parts, bars and limits, judged exactly. Pure."""
