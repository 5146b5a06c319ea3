/** The embedded player and chat, and generated images. */
package dev.streamviewer.sandbox.twitch.pages;
