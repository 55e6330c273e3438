"""A made-up store to look around in: the stories of some sixty customers, told in working days around today."""
