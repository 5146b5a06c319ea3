/** Messages of the bus as the tap captures, describes and encodes them, without secrets. */
package dev.streamviewer.tap.message;
