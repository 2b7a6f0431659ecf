/**
 * The marker that lies in the place of the pictures, which all machines share: one row, once there is one.
 */
export const picturePlace = [
  `create table picture_place (
    id integer primary key check (id = 1),
    marker text not null
  )`,
]
