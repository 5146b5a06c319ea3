package dev.streamviewer.platform.contract;

/** Asks for streamers by a part of their name. */
public record FindStreamers(String query) {}
