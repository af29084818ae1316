"""What a story tells of: agreements and meetings, with those who took part."""
