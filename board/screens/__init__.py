"""One file per place a person can be. A screen asks a service and shows the answer."""
