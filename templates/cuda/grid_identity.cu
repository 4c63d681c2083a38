if (${is_identity}) {
  for (int axis = 0; axis < ${axes}; axis++) ids[axis] = 0;
  return;
}
${skip}
