# Everything is in dev.py, which also works where there is no make.
.PHONY: run test lint bench setup lock
run test lint bench setup lock:
	@python3 dev.py $@
