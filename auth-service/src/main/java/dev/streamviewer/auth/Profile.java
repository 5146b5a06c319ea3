package dev.streamviewer.auth;

/**
 * How a user shows themself.
 *
 * @param name as they write it, often not in Latin letters
 * @param avatar address of the picture, or empty
 */
record Profile(String name, String avatar) {}
