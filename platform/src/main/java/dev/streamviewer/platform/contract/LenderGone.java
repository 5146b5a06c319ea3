package dev.streamviewer.platform.contract;

/**
 * A session has ended whose viewer had consented to {@code user:read:chat}.
 *
 * @param lender what stood for the session
 */
public record LenderGone(Secret lender) {}
