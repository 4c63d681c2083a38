float seconds;    /* of a video: from frame to frame (second_per_grid); 0 is 1 */
