"""What the tests of the services share."""
