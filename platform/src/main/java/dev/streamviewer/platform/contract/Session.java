package dev.streamviewer.platform.contract;

/** A session that is valid now. */
public record Session(Viewer viewer) {}
