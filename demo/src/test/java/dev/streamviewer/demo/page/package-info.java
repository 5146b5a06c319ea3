/** Tests of the page beside the feed: home page, overlays, keyboard, looks, updates. */
package dev.streamviewer.demo.page;
