"""Messages both ends speak, versioned; imports nothing but shop.domain."""
