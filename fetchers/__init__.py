"""Address in, observation out: the only code that touches the network."""
