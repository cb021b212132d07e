"""The process that crawls one host: `python -m tests.bench.crawl_peers.crawl HOST`."""
