/** Callbacks of Twitch and of WebSub hubs, and news about subscriptions. */
package dev.streamviewer.platform.contract.webhook;
