"""When a request is sent: policies as data, one queue per host, rate control, retries and time budgets."""
