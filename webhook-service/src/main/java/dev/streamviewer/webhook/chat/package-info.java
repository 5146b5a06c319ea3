/**
 * Chat notices of any channel about support and raids, read with the consent of a viewer who
 * watches the channel.
 *
 * <p>A single process of the cluster holds a session at EventSub's WebSocket server for each token
 * owner. Each session holds a subscription to {@code channel.chat.notification} for each streamer
 * without another reader. {@link dev.streamviewer.webhook.chat.ChatReader} is the entry point;
 * {@code ChatSessionPool} assigns streamers to token owners. Tokens come from {@code
 * auth.chat-token}. No log line, metric or event names a token owner.
 */
package dev.streamviewer.webhook.chat;
