/** EventSub messages and subscriptions: headers, bodies, signatures, types and statuses. */
package dev.streamviewer.webhook.eventsub;
