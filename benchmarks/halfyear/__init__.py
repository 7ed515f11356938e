"""Half a year of weekly runs over one list, as four kinds of job live through it."""
