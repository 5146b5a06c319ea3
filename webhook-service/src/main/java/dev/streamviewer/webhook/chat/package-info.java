/**
 * What the chat of any channel shows of support and raids, read with the consent of a viewer who
 * watches it.
 *
 * <p>One process of the cluster holds, for each lender, one session at EventSub's WebSocket server,
 * and on it a subscription to {@code channel.chat.notification} for each streamer who has no other.
 * {@link dev.streamviewer.webhook.chat.ChatReader} is the way in; {@code ChatSessions} decides who
 * lends for whom. Asks {@code auth.chat-token}. Who lends is in no log line, metric or event.
 */
package dev.streamviewer.webhook.chat;
