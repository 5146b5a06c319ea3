/** EventSub messages and subscription types: headers, bodies, signatures and statuses. */
package dev.streamviewer.webhook.eventsub;
