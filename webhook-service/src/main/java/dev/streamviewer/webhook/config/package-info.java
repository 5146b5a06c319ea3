/** Configuration of the webhook service. */
package dev.streamviewer.webhook.config;
