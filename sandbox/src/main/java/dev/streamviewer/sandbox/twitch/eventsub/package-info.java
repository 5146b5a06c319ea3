/** EventSub subscriptions, transports, conduits and messages. */
package dev.streamviewer.sandbox.twitch.eventsub;
