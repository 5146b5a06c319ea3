/** Numbers of viewers of watched streams over the last hours. */
package dev.streamviewer.webhook.samples;
