package dev.streamviewer.platform.contract.webhook;

import java.util.List;

/**
 * Updates of channels that one webhook service has received. Published among the webhook services,
 * so that each can tell what a further update changes.
 *
 * @param writer identifies the process
 * @param number counts the messages of that process from 1; a gap means that updates were lost
 */
public record ChannelUpdates(String writer, long number, List<ChannelUpdate> updates) {}
