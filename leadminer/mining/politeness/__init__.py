"""How a host is asked: robots, turns, budgets, pauses, the no-mine register; shared by all jobs."""
