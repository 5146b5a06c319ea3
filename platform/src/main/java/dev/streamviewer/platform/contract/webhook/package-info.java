/** Callbacks of Twitch and WebSub hubs, and changes of subscriptions. */
package dev.streamviewer.platform.contract.webhook;
