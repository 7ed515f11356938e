"""What a command writes when it is done: report files, findings, GitHub's annotations."""
