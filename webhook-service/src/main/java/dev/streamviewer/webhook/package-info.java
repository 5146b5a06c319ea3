/**
 * Webhook ingest, and the life of subscriptions at Twitch.
 *
 * <p>Serves {@code webhook.ingest}: {@link dev.streamviewer.webhook.ingest.WebhookReceiver} is the
 * hot path, from raw bytes to the answer for Twitch. Serves {@code webhook.watch}, {@code
 * webhook.renew}, {@code webhook.unwatch}, {@code webhook.streamers} and {@code webhook.streams}
 * from Helix. Asks {@code notifier.deliver} and {@code auth.app-token}; listens to {@code
 * notifier.occupancy}. What chats show is read in {@code webhook.chat}; {@code webhook.websub}
 * subscribes at a WebSub hub and serves {@code webhook.verify-intent}.
 */
package dev.streamviewer.webhook;
