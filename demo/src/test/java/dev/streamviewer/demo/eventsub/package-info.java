/** Tests of the callbacks and conduits of EventSub. */
package dev.streamviewer.demo.eventsub;
