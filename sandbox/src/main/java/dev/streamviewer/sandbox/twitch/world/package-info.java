/** Users, streams, categories and the changes to them. */
package dev.streamviewer.sandbox.twitch.world;
