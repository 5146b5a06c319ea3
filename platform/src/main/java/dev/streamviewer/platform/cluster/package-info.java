/**
 * How processes find each other and share what must outlive one of them. Services see only Vert.x's
 * event bus and shared data, and how many members there are; which cluster manager does it is known
 * here alone.
 */
package dev.streamviewer.platform.cluster;
