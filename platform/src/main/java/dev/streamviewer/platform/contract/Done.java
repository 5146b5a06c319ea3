package dev.streamviewer.platform.contract;

/** The answer where all there is to say is that it happened. */
public record Done() {}
