"""Tasks and postponed items followed over the later meetings: worked out from what was read, and made again where it changed."""
