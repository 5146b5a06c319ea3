package dev.streamviewer.platform.contract;

/** The reply to a request that has no other result. */
public record Done() {}
