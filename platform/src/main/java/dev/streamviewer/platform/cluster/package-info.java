/**
 * Cluster membership, and data that must outlive a process. Services see only Vert.x's event bus,
 * shared data and the number of members; the cluster manager is hidden here.
 */
package dev.streamviewer.platform.cluster;
