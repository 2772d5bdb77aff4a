"""What several test modules build with: small made-up transcripts, and projects that hold them."""
